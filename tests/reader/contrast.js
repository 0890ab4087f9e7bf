// What of `selectors` in the window stands out less than `least` from what lies behind it; `property` paints it.
([selectors, property, least]) => {
  const size = { width: 1, height: 1 };
  const canvas = Object.assign(document.createElement("canvas"), size).getContext("2d", { willReadFrequently: true });

  const painted = (layers) => {
    for (const [colour, alpha] of [["#fff", 1], ...layers]) {
      canvas.globalAlpha = alpha;
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const alphaOf = (element) => {
    let alpha = 1;
    for (let at = element; at; at = at.parentElement) alpha *= Number(getComputedStyle(at).opacity);
    return alpha;
  };
  const groundOf = (element) => {
    const style = getComputedStyle(element);
    if (!(element instanceof SVGElement)) return [style.backgroundColor, alphaOf(element)];
    const isFilled = element.localName === "rect" && style.fill !== "none";
    return isFilled ? [style.fill, alphaOf(element) * Number(style.fillOpacity)] : null;
  };
  // What `use` shows is nowhere by itself: text in a symbol stands on the symbol's rectangle.
  const symbolOf = (element) => element.closest("symbol");
  const behind = (element, x, y) => {
    if (symbolOf(element)) return [groundOf(symbolOf(element).querySelector("rect"))];
    const stack = document.elementsFromPoint(x, y);
    const at = stack.findIndex((one) => one === element || one.contains(element));
    const below = stack.slice(Math.max(at, 0)).filter((one) => one !== element || one instanceof HTMLElement);
    return below.map(groundOf).filter(Boolean).reverse();
  };
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = (rgb) => {
    const [red, green, blue] = rgb.map((value) => linear(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const pointsOf = (element) => {
    if (symbolOf(element)) return [{ x: 0, y: 0 }];
    if (element.localName === "path" && element.closest(".edges")) {
      const [length, matrix] = [element.getTotalLength(), element.getScreenCTM()];
      return [0.2, 0.5, 0.8].map((part) => element.getPointAtLength(part * length).matrixTransform(matrix));
    }
    const { x, y, width, height } = element.getBoundingClientRect();
    return width || height ? [{ x: x + width / 2, y: y + height / 2 }] : [];
  };
  const colourOf = (element) =>
    property === "placeholder" ? getComputedStyle(element, "::placeholder").color : getComputedStyle(element)[property];
  const isInWindow = ({ x, y }) => x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;

  const found = new Set();
  for (const element of document.querySelectorAll(selectors)) {
    if (!symbolOf(element) && !element.checkVisibility()) continue;
    for (const { x, y } of pointsOf(element).filter(isInWindow)) {
      const ground = behind(element, x, y);
      const value = ratio(painted([...ground, [colourOf(element), alphaOf(element)]]), painted(ground));
      const name = element.textContent.trim().slice(0, 30) || element.outerHTML.slice(0, 80);
      if (value < least) found.add(`${name}: ${value.toFixed(2)}`);
    }
  }
  return [...found];
};
