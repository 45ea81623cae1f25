import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { documentPath, withTable, writtenFiles } from './written-files.ts'

// Writes the policy's templates and the table in its document anew. To be run in the repository's root.
for (const [path, text] of Object.entries(writtenFiles)) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
writeFileSync(documentPath, withTable(readFileSync(documentPath, 'utf8')))
