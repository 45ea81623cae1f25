import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { writeReleaseKey } from './keys.ts'
import { signFolder } from './sign-folder.ts'

// `npm run sign-release -- <folder> <key file>…` signs the release in a folder. `npm run sign-release -- --new-key
// <file>` creates a key file.
const [first, ...files] = process.argv.slice(2)

if (first === undefined || files.length === 0) {
  process.stderr.write('Give a folder and one or more key files, or --new-key and a file.\n')
  process.exitCode = 2
} else if (first === '--new-key') {
  for (const file of files) makeKey(file)
} else {
  const keys = files.map((file) => createPrivateKey(readFileSync(file)))
  const signed = signFolder(first, keys)
  process.stdout.write(signed.map((name) => `signed ${name}\n`).join(''))
  if (signed.length === 0) {
    process.stderr.write(`There is no update file in ${first}.\n`)
    process.exitCode = 1
  }
}

/** Never replaces a file: what a lost key has signed cannot be signed by another key. */
function makeKey(file: string): void {
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' })
  process.stdout.write(`${writeReleaseKey(privateKey)}\n`)
}
