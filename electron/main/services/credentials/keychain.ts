/**
 * The keychain of the system: macOS Keychain, Windows Credential Vault, or the Secret Service. May fail by throwing.
 */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** Loads the native module, which is optional: rejects if it was not built or cannot be loaded. */
export async function loadKeychain(): Promise<Keychain> {
  const { default: keytar } = await import('keytar')
  return keytar
}

/** For a keychain that must not be used. */
export function withoutKeychain(): Promise<Keychain> {
  return Promise.reject(new Error('A policy keeps the sign-in out of the keychain'))
}
