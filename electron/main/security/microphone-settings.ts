/** Where a person allows the microphone to a program, by Node's name of the system. Linux has no such page. */
const pages: Readonly<Partial<Record<string, string>>> = {
  win32: 'ms-settings:privacy-microphone',
  darwin: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
}

export async function openMicrophoneSettings(
  platform: string,
  browse: (url: string) => Promise<void>,
): Promise<void> {
  const page = pages[platform]
  if (page !== undefined) await browse(page)
}
