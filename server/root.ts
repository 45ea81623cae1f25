import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the project or of the packed app: the nearest one above with a package.json. */
export const ROOT = nearest(import.meta.dirname)

function nearest(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('the folder of the program was not found')
  return nearest(above)
}
