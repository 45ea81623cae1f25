#!/usr/bin/env node
// The command `twilio-sandbox`: the same as `node main.ts`, and says so where Node cannot run TypeScript.
if (!process.features.typescript) {
  process.stderr.write(`twilio-sandbox needs Node 22.18 or later, not ${process.version}.\n`)
  process.exit(1)
}
await import('./main.ts')
