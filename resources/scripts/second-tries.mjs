import { writeFileSync } from 'node:fs'

/** A vitest reporter: writes the names of the tests that passed only when they were tried again, for `npm test`. */
export default class SecondTries {
  #names = []

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) this.#names.push(test.fullName)
  }

  onTestRunEnd() {
    const file = process.env.CORDBOARD_SECOND_TRIES
    if (file) writeFileSync(file, JSON.stringify(this.#names))
  }
}
