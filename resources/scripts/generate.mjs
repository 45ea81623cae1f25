// `npm run generate`: writes every file that is made of others, and that a test compares with them.
import { spawnSync } from 'node:child_process'
import { ensureNpmPackages } from './packages.mjs'
import { projectNode, root, toolEnvironment } from './root.mjs'

const programs = [
  // The templates of Group Policy, the schema of the policy file, and the tables in deployment.md.
  'electron/policy/main.ts',
  'resources/scripts/emergency-numbers.mjs',
]

ensureNpmPackages()
for (const program of programs) {
  const options = { cwd: root, stdio: 'inherit', env: toolEnvironment() }
  const { status } = spawnSync(projectNode, [program], options)
  if (status !== 0) process.exit(status ?? 1)
}
