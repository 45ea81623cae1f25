import { z } from 'zod'

/**
 * The protocol versions of a desk or a server. `version`: its own, one more at each change that the other side must know.
 * `oldest`: the oldest that it still understands.
 */
export const protocol = z.object({ version: z.int().positive(), oldest: z.int().positive() })
export type Protocol = z.infer<typeof protocol>

/** Of this build, as a server and as a desk. */
export const PROTOCOL: Protocol = { version: 2, oldest: 2 }

/** Of servers that are too old to name one. */
export const FIRST_PROTOCOL: Protocol = { version: 1, oldest: 1 }

/** Whether a desk and a server understand each other, or which of them must be updated first. */
export type Understanding = 'understood' | 'desk-outdated' | 'server-outdated'

export function understanding(desk: Protocol, server: Protocol): Understanding {
  if (desk.version < server.oldest) return 'desk-outdated'
  return server.version < desk.oldest ? 'server-outdated' : 'understood'
}
