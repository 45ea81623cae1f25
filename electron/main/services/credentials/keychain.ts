/** The system's keychain: macOS Keychain, Windows Credential Vault, or the Secret Service. May refuse by throwing. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** Loads the native module. Optional: where it was not built or cannot be loaded, this rejects. */
export async function loadKeychain(): Promise<Keychain> {
  const { default: keytar } = await import('keytar')
  return keytar
}

/** In place of the keychain, where it is not to be used. */
export function withoutKeychain(): Promise<Keychain> {
  return Promise.reject(new Error('A policy keeps the sign-in out of the keychain'))
}
