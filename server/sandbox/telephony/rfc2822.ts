/** A time as the 2010-04-01 API and status callbacks write it: `Thu, 01 Jun 2017 20:48:32 +0000`. */
export function rfc2822(epochMs: number): string {
  return new Date(epochMs).toUTCString().replace('GMT', '+0000')
}
