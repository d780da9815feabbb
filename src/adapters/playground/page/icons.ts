/** Our own drawings on a 20 × 20 grid, stroked in the colour of the text around them. */
const drawings = {
  back: "M12 4.5 6.5 10l5.5 5.5",
  close: "M5 5l10 10M15 5L5 15",
  menu: "M3.5 6h13M3.5 10h13M3.5 14h13",
  reply:
    "M4 4.5h12a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5H9l-4 3v-3H4A1.5 1.5 0 0 1 2.5 13V6A1.5 1.5 0 0 1 4 4.5z",
  edit: "M4 16l.8-3.5L13 4.3a1.4 1.4 0 0 1 2 0l.7.7a1.4 1.4 0 0 1 0 2L7.5 15.2z",
  bin: "M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.6l.7-10M8.5 9v4M11.5 9v4",
  send: "M3.5 10 16.5 4l-4 12.5-3-5.5zM9.5 11l7-7",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z",
  clock: "M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM10 6v4.2l2.8 1.8",
  forward: "M4 5.5 9.5 10 4 14.5zM11 5.5 16.5 10 11 14.5z",
  day: "M4 5.5h12v11H4zM4 8.5h12M7.5 3v3.5M12.5 3v3.5M10 10.5v4M8 12.5h4",
  help: "M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM7.9 8a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .9-1 1.6M10 13.9v.1",
  sun: "M10 6.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8zM10 1.8v1.7M10 16.5v1.7M1.8 10h1.7M16.5 10h1.7M4.2 4.2l1.2 1.2M14.6 14.6l1.2 1.2M15.8 4.2l-1.2 1.2M5.4 14.6l-1.2 1.2",
  moon: "M16 12.2A6.7 6.7 0 0 1 7.8 4a6.7 6.7 0 1 0 8.2 8.2z",
  auto: "M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM10 3v14M13 4v12M15.3 5.8v8.4",
  down: "M10 4v11M5.5 10.5 10 15l4.5-4.5",
  open: "M6 8l4 4 4-4",
  tick: "M4.5 10.5l3.7 3.7 7.3-8",
  note: "M5 3h7.5L15 5.5V17H5zM7.5 7.5h5M7.5 10.5h5M7.5 13.5h3",
  warn: "M10 3.5 17.5 16h-15zM10 8v3.8M10 14v.1",
} as const;

export type Icon = keyof typeof drawings;

/** A picture without a name of its own: whatever holds it says what it is. */
export function icon(name: Icon): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", drawings[name]);
  svg.append(path);
  return svg;
}
