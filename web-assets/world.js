import countries from "i18n-iso-countries";

const ANTARCTICA = "010"; // nobody's capital, and a quarter of the map's height

/** The atlas as the map needs it: countries only, each under its ISO 3166 alpha-3 code if it has one, and no names. */
export function world(atlas) {
  const kept = atlas.objects.countries.geometries.filter((country) => country.id !== ANTARCTICA);
  const used = usedArcs(kept);
  const place = new Map(used.map((arc, index) => [arc, index]));
  return {
    type: atlas.type,
    transform: atlas.transform,
    arcs: used.map((arc) => atlas.arcs[arc]),
    objects: { countries: { type: "GeometryCollection", geometries: kept.map((country) => bare(country, place)) } },
  };
}

function usedArcs(geometries) {
  const all = geometries.flatMap((geometry) => geometry.arcs.flat(Infinity)).map(forwards);
  return [...new Set(all)].sort((a, b) => a - b);
}

/** TopoJSON writes an arc that is walked backwards as the complement of its number. */
const forwards = (arc) => (arc < 0 ? ~arc : arc);

function bare({ type, id, arcs }, place) {
  const renumber = (arc) =>
    Array.isArray(arc) ? arc.map(renumber) : arc < 0 ? ~place.get(~arc) : place.get(arc);
  const code = id && countries.numericToAlpha3(id);
  return { type, ...(code && { id: code }), arcs: arcs.map(renumber) };
}
