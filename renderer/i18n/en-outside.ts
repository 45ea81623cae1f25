/** The strip of the current call on the other screens. */
export const callStrip = {
  label: 'Current call',
  wrapUp: 'Wrap-up',
  overdue: 'Wrap-up overdue',
  calling: 'Calling…',
  backToCall: 'Back to call',
  backToWrapUp: 'Back to wrap-up',
}
