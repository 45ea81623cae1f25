// `npm test`: installs what is missing, runs every check and test, and says at the end what ran and what did not.
// `npm test -- unit integration` runs the named parts alone.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { findElectron } from './electron.mjs'
import { debianPackages, ensureDebianPackages, ensureNpmPackages } from './packages.mjs'
import { projectNode, root, toolEnvironment } from './root.mjs'

const reports = join(root, 'out/test-reports')
const results = []
const notRun = []
const failures = []
const secondTries = []

const parts = {
  lint: () =>
    tool('oxlint', 'node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings') &&
    tool('oxfmt', 'node_modules/oxfmt/bin/oxfmt', '--check') &&
    tool('knip', 'node_modules/knip/bin/knip.js'),
  types: () => tool('types', 'node_modules/typescript/bin/tsc', '-b'),
  unit: () => vitest('unit', 'screens'),
  property: () => vitest('property'),
  sandbox: () => vitest('sandbox'),
  integration: () => vitest('integration', 'real-time'),
  browser: () => playwright('chromium', 'gallery'),
  electron: () => electronTests(),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

try {
  ensureNpmPackages()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
for (const { names, purpose } of [debianPackages.browser, debianPackages.desktop]) {
  ensureDebianPackages(names, purpose)
}
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

let failed = false
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  console.log(`\n── ${name} ──`)
  if (!parts[name]()) failed = true
}
summarise()
process.exit(failed ? 1 : 0)

function tool(title, ...args) {
  const good = run([projectNode, ...args])
  if (!good) console.error(`${title}: not clean`)
  return good
}

function vitest(...projects) {
  const [name] = projects
  const file = join(reports, `${name}.json`)
  const again = join(reports, `${name}-second-tries.json`)
  const command = [
    projectNode,
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    '--reporter=./resources/scripts/second-tries.mjs',
    `--outputFile.json=${file}`,
  ]
  const good = run(command, { CORDBOARD_SECOND_TRIES: again })
  if (existsSync(again)) secondTries.push(...JSON.parse(readFileSync(again, 'utf8')))
  count(file, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    failures: report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'failed').map(vitestFailure),
    ),
  }))
  return good
}

function electronTests() {
  if (findElectron()) return playwright('electron')
  notRun.push(
    'electron: no Electron program here. Run `npx install-electron`, or set ELECTRON_OVERRIDE_DIST_PATH to a folder that has one.',
  )
  return true
}

function playwright(...projects) {
  ensureBuilt()
  const [name] = projects
  const file = join(reports, `${name}.json`)
  const command = [
    projectNode,
    'node_modules/@playwright/test/cli.js',
    'test',
    ...projects.map((project) => `--project=${project}`),
  ]
  const good = run([...displayFor(name), ...command], { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  count(file, ({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: suites.flatMap((suite) => playwrightSpecs(suite, ({ ok }) => !ok)),
    secondTries: suites.flatMap((suite) =>
      playwrightSpecs(suite, ({ tests }) => tests.some(({ status }) => status === 'flaky')),
    ),
  }))
  return good
}

/** Desktop windows need a display; a virtual one where there is no display, so that tests never take the screen. */
function displayFor(project) {
  if (project !== 'electron' || process.platform !== 'linux') return []
  if (spawnSync('which', ['xvfb-run'], { stdio: 'ignore' }).status !== 0) return []
  return ['xvfb-run', '-a', '-s', '-screen 0 1280x1024x24']
}

function run([command, ...args], extra = {}) {
  const env = { ...toolEnvironment(), ...extra }
  return (
    spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env }).status ===
    0
  )
}

function vitestFailure({ fullName, failureMessages }) {
  return `${fullName}\n${shortened(failureMessages.join('\n'))}`
}

function playwrightSpecs({ title, specs, suites = [] }, wanted) {
  const here = specs.filter(wanted).map((spec) => `${title} › ${spec.title}`)
  return [...here, ...suites.flatMap((suite) => playwrightSpecs(suite, wanted))]
}

function shortened(message) {
  return message.split('\n').slice(0, 12).join('\n').slice(0, 1500)
}

function count(file, read) {
  if (!existsSync(file)) {
    failed = true
    return
  }
  const result = read(JSON.parse(readFileSync(file, 'utf8')))
  results.push(result)
  failures.push(...result.failures)
  secondTries.push(...(result.secondTries ?? []))
}

function sum(key) {
  return results.reduce((total, result) => total + result[key], 0)
}

/** Failures are named again here: a log that was cut short keeps its end. */
function summarise() {
  for (const failure of failures) console.log(`\nFailed: ${failure}`)
  for (const name of secondTries) console.log(`\nPassed at the second try: ${name}`)
  for (const line of notRun) console.log(`\nNot run: ${line}`)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
}
