import { resolve, sep } from 'node:path'
import { APP_HOST, APP_SCHEME } from './own-origin.ts'

/**
 * The file of one of our URLs; null for another host and for a path that leaves the folder. `/` is the page. The URL
 * parser has resolved plain dots already, but encoded separators pass through it.
 */
export function assetPath(root: string, address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null
  const path = decode(url.pathname)
  if (path === null || path.includes('\0') || path.includes('\\')) return null
  const folder = resolve(root)
  const file = resolve(folder, `.${path === '/' ? '/index.html' : path}`)
  return file.startsWith(folder + sep) ? file : null
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
