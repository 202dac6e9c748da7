/** The part of a W3C traceparent that all spans of a trace share. */
export function toTraceId(traceparent: string | undefined): string | undefined {
  return traceparent?.split('-')[1];
}
