// Before a release is packed: a program without a key could never be given an update.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const folder = 'out/main'

export default async function requireKeys() {
  const keys = (process.env.CORDBOARD_UPDATE_KEYS ?? '').split(',').filter((key) => key !== '')
  if (keys.length === 0) {
    throw new Error(
      'Set CORDBOARD_UPDATE_KEYS to the public keys of your releases, and build again.',
    )
  }
  const wrong = keys.filter((key) => !/^[A-Za-z0-9+/]{43}=$/u.test(key))
  if (wrong.length > 0) throw new Error(`CORDBOARD_UPDATE_KEYS has what is no key: ${wrong}`)
  const names = await readdir(folder, { recursive: true })
  const files = names.filter((name) => name.endsWith('.js')).map((name) => join(folder, name))
  const built = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('')
  const missing = keys.filter((key) => !built.includes(key))
  if (missing.length > 0) {
    throw new Error(
      `Build again: the program in ${folder} was built without ${missing.join(', ')}.`,
    )
  }
}
