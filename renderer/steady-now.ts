/**
 * Milliseconds since 1970 on a clock that nobody sets: it began with the page and only goes forward. While the machine
 * sleeps it may stand still (Chromium on Linux and macOS): every deadline is then that much later, and the offset to the
 * server's time is found again with the snapshot that the connection brings after waking.
 */
export function steadyNow(): number {
  return Math.round(performance.timeOrigin + performance.now())
}
