interface SandboxPage {
  /** Beside this file. It holds `page.html` and the files. */
  readonly folder: string
  /** Below `/sandbox`. */
  readonly path: string
  /** Where its files are, below `/sandbox`. */
  readonly filesPath: string
  /** Everything that the page consists of; nothing else of the folder is served. */
  readonly files: readonly string[]
}

/** Every page of the sandbox. What is served, what a build takes along and what is tested in it come from here. */
export const sandboxPages: readonly SandboxPage[] = [
  /** On which a person sees what the sandbox does, and why. */
  {
    folder: 'console-page',
    path: '/',
    filesPath: '/console',
    files: [
      'page.css',
      'page.js',
      'dom.js',
      'calls.js',
      'work.js',
      'phones.js',
      'log.js',
      'faults.js',
    ],
  },
  /** On which a person is a customer with a telephone. */
  {
    folder: 'customer-page',
    path: '/customer',
    filesPath: '/customer',
    files: ['page.css', 'page.js', 'media.js', 'sounds.js', 'line.js'],
  },
]
