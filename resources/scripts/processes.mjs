import { spawn } from 'node:child_process'

const running = new Set()

/** Starts a program that ends when this one does. */
export function startProcess(command, args, options) {
  const child = spawn(command, args, options)
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Ends every started program, the last one first, and waits until they are gone. */
export async function stopProcesses() {
  await Promise.all([...running].toReversed().map(stop))
}

function stop(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

/** The first line of JSON that a program prints on its standard output. Rejects when it ends before that. */
export function firstJsonLine(child, name) {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (chunk) => {
      text += chunk
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        const line = text.slice(0, end)
        text = text.slice(end + 1)
        if (line.startsWith('{')) resolve(JSON.parse(line))
      }
    })
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`${name} ended before it was ready (exit code ${code}).`)),
    )
  })
}

/**
 * Calls `stop` when the program that started this one is gone. npm passes a signal on to its shell and not to us: without
 * this, ending npm alone would leave everything running.
 */
export function endWithStarter(stop) {
  const starter = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === starter) return
    clearInterval(timer)
    stop()
  }, 500)
  timer.unref()
}
