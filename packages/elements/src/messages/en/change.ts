/** What other elements say of a change, too. */
export const changeEn = () => ({
  changed: 'Changed',
  was: 'was ',
  now: 'now ',
});
