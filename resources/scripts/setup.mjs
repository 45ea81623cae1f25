// `npm run setup`: installs the system packages that the project can use. It is the only command that asks for rights.
import {
  debianPackages,
  ensureNpmPackages,
  installDebianPackages,
  missingDebianPackages,
} from './packages.mjs'

if (process.platform !== 'linux') {
  console.log('This system needs no packages beside Node.')
}
for (const { names, purpose } of Object.values(debianPackages)) {
  const missing = missingDebianPackages(names)
  if (missing.length > 0) installDebianPackages(missing, purpose, 'stdout', true)
}
const left = Object.values(debianPackages).flatMap(({ names }) => missingDebianPackages(names))
try {
  // Afterwards, because keytar is built against one of them.
  ensureNpmPackages()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
if (left.length > 0) {
  console.error(`Not installed: ${left.join(', ')}.`)
  process.exit(1)
}
console.log('Everything is installed.')
