/**
 * Traces the main thread of a page; `end` gives its tasks. In milliseconds: `ms` by the clock, in which other programs of the
 * machine have their share, and `cpuMs` of the processor.
 */
export async function traceTasks(page) {
  const session = await page.context().newCDPSession(page);
  const tasks = [];
  let thread = null;
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name, ph, pid, tid, dur, tdur, args } of value) {
      if (name === 'thread_name' && args.name === 'CrRendererMain') thread ??= `${pid} ${tid}`;
      if (ph === 'X' && name === 'RunTask')
        tasks.push({ of: `${pid} ${tid}`, ms: dur / 1_000, cpuMs: (tdur ?? dur) / 1_000 });
    }
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline'] },
  });
  return {
    async end() {
      const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await done;
      await session.detach();
      return tasks.filter(({ of }) => of === thread);
    },
  };
}
