/** Longest identity that Twilio Voice and TaskRouter both take. */
export const IDENTITY_MAX = 121

const PART = /^[A-Za-z0-9]+$/
const WHOLE = /^tenant_([A-Za-z0-9]+)_user_([A-Za-z0-9]+)$/

/**
 * The Voice identity and the Worker's friendly name of an agent. Throws when a part is not alphanumeric or the whole is too long:
 * we make the ids, so that is a bug.
 */
export function identityOf(tenantId: string, userId: string): string {
  if (!PART.test(tenantId) || !PART.test(userId)) {
    throw new Error('a tenant id and a user id are letters and digits alone')
  }
  const identity = `tenant_${tenantId}_user_${userId}`
  if (identity.length > IDENTITY_MAX) throw new Error('the identity is longer than Twilio allows')
  return identity
}

/** The inverse of `identityOf`; null for anything else. */
export function parseIdentity(identity: string): { tenantId: string; userId: string } | null {
  if (identity.length > IDENTITY_MAX) return null
  const [, tenantId, userId] = WHOLE.exec(identity) ?? []
  return tenantId !== undefined && userId !== undefined ? { tenantId, userId } : null
}

const CLIENT = 'client:'

/** The identity in `client:<identity>`, with or without custom parameters; null for other addresses. */
export function identityInAddress(address: string): string | null {
  if (!address.startsWith(CLIENT)) return null
  return address.slice(CLIENT.length).split('?', 1)[0] ?? null
}
