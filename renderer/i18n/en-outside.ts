/** The strip of the current call on the other screens. */
export const callStrip = {
  label: 'Current call',
  calling: 'Calling…',
  backToCall: 'Back to call',
  backToWrapUp: 'Back to wrap-up',
}
