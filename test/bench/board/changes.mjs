const RUNNING_AT_MOST = 20;

/** Starts models of a gateway and stops them again, so many a second, until it ends. */
export function startChanges(url, versionArns, aSecond) {
  const running = [];
  let [sent, next] = [0, 0];
  const underWay = new Set();
  const timer = setInterval(() => {
    const isStop = running.length >= RUNNING_AT_MOST;
    const arn = isStop ? running.shift() : versionArns[(next++ * 7_919) % versionArns.length];
    if (!isStop) setTimeout(() => running.push(arn), 3_000); // it must run before it can be stopped
    const change = mutate(url, isStop ? 'stopModelVersion' : 'startModelVersion', arn, isStop);
    underWay.add(change);
    change.finally(() => underWay.delete(change));
    sent += 1;
  }, 1_000 / aSecond);
  return {
    count: () => sent,
    async end() {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}

async function mutate(url, name, arn, isStop) {
  const units = isStop ? '' : ', minInferenceUnits: 1';
  const query = `mutation { ${name}(input: { modelVersionArn: "${arn}"${units} }) { userErrors { message } } }`;
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data, errors } = await response.json();
  const refusals = errors ?? data[name].userErrors;
  if (refusals.length > 0) process.stderr.write(`${name}: ${refusals[0].message}\n`);
}
