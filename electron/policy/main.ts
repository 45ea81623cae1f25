import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { documents, withTables, generatedFiles } from './generated-files.ts'

// Writes the templates of the policies, and the tables in the docs. Run it in the repository's root.
for (const [path, text] of Object.entries(generatedFiles)) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
for (const path of Object.keys(documents)) {
  writeFileSync(path, withTables(path, readFileSync(path, 'utf8')))
}
