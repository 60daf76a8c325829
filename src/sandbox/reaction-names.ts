/** As they are shown, in this order. https://docs.github.com/rest/reactions/reactions#about-reactions */
export const REACTIONS = {
  "+1": "👍",
  "-1": "👎",
  laugh: "😄",
  hooray: "🎉",
  confused: "😕",
  heart: "❤️",
  rocket: "🚀",
  eyes: "👀",
} as const;
