import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { documentPath, withTables, writtenFiles } from './written-files.ts'

// Writes the policy's templates and the tables in their document. To be run in the repository's root.
for (const [path, text] of Object.entries(writtenFiles)) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
writeFileSync(documentPath, withTables(readFileSync(documentPath, 'utf8')))
