# Two programs in one image:
#   docker build -t custom-labels-gateway .
#   docker run --network host -e UPSTREAM=aws -e AWS_REGION=us-east-1 custom-labels-gateway
#   docker run --network host -e HEALTH_URL=http://127.0.0.1:4001/_emulator/ custom-labels-gateway dist/emulator/main.js
# What the gateway knows is kept in the volume /data, of one container at a time; with -e REDIS_URL, say -e DATA_DIR=none.
# While AUTH is none the gateway listens on loopback addresses only, hence the host's network.

# The image by its digest, so that a tag that is moved changes nothing here. A newer one:
#   docker buildx imagetools inspect node:20-bookworm-slim --format '{{.Manifest.Digest}}'
ARG NODE_IMAGE=node:20-bookworm-slim@sha256:2cf067cfed83d5ea958367df9f966191a942351a2df77d6f0193e162b5febfc0

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
COPY schema ./schema
RUN npm run build && npm prune --omit=dev

FROM ${NODE_IMAGE}
ENV NODE_ENV=production DATA_DIR=/data
RUN install -d -o node -g node -m 700 /data
VOLUME /data
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
USER node
EXPOSE 4000 4001
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "const { HEALTH_URL, PORT } = process.env; fetch(HEALTH_URL || `http://127.0.0.1:${PORT || 4000}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node"]
CMD ["dist/main.js"]
