// npm run audit: fails for any advisory open against what is shipped. Not every registry answers this question: where
// none does, nothing was checked, and it says so.
import { spawnSync } from 'node:child_process';

/** It does not know the question, is not well, or is not there. */
const NO_ANSWER = /^(404|405|5\d\d) |ENOTFOUND|ECONN|EAI_AGAIN|ETIMEDOUT|network|no answer/;

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=low', '--json'], {
  encoding: 'utf8',
});
const report = parse(stdout);
const found = Object.values(report.vulnerabilities ?? {});

const failure = report.message ?? report.error?.summary ?? 'no answer';

if (report.auditReportVersion === undefined && NO_ANSWER.test(failure)) {
  console.log(`NOT CHECKED: the registry does not answer audits (${failure}).`);
} else if (report.auditReportVersion === undefined) {
  console.log(`The audit failed: ${failure}.`);
  process.exitCode = 1;
} else if (found.length === 0) {
  console.log('No advisory is open against the packages that are shipped.');
} else {
  for (const { name, severity, via } of found)
    console.log(
      `${severity}: ${name}: ${via.map((it) => (typeof it === 'string' ? `by ${it}` : it.url)).join(', ')}`,
    );
  process.exitCode = 1;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
