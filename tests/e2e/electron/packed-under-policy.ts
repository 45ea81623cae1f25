import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPackageWithOptions, extractAll } from '@electron/asar'
import { linkTree } from './placed-app.ts'
import { policyPreamble } from './placed-under-policy.ts'

/** The switches by which a test controls the packed program. Without a policy it starts with none of them. */
export const drivenBy = {
  'security.switches': [
    'remote-debugging-port',
    'use-fake-device-for-media-stream',
    'use-file-for-fake-audio-capture',
  ],
}

/**
 * A packed program with a few lines of the test in its archive before its own: they make it see another
 * `/etc/cordboard/policy.json`. Returns the executable.
 */
export async function packUnderPolicy(
  packed: string,
  folder: string,
  policy: Readonly<Record<string, unknown>>,
): Promise<string> {
  const [files, placed] = [join(folder, 'files'), join(folder, 'placed')]
  const archive = join(placed, 'resources/app.asar')
  for (const made of [files, placed]) mkdirSync(made, { recursive: true })
  linkTree(packed, placed)
  extractAll(archive, files)
  const about = JSON.parse(readFileSync(join(files, 'package.json'), 'utf8')) as object
  writeFileSync(join(files, 'package.json'), JSON.stringify({ ...about, main: 'under-policy.js' }))
  writeFileSync(
    join(files, 'under-policy.js'),
    policyPreamble(JSON.stringify(policy), './out/main/index.js'),
  )
  for (const part of [archive, `${archive}.unpacked`]) rmSync(part, { recursive: true })
  await createPackageWithOptions(files, archive, { unpack: '**/*.node' })
  rmSync(files, { recursive: true })
  return join(placed, 'cordboard')
}
