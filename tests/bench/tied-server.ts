// The server beside a sandbox that runs already. It ends when the bench does, in any way.
import '../../server/dev.ts'

process.stdin
  .once('end', () => process.exit())
  .resume()
  .unref()
