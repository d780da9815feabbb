/** Whether an address may be linked: http, https and mailto only. Every other address is shown, never linked. */
export function isLiveUrl(url: string): boolean {
  return /^(?:https?:\/\/[^\s/]|mailto:[^\s])/iu.test(url);
}
