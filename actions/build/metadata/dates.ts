const NAMES = {
  month: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  day: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};
const DAY = 86_400_000;

/**
 * A date in the format of Moment.js, which docker/metadata-action uses: `YYYYMMDD`, `YYYY-MM-DD[T]HH:mm:ssZ`. `time` is in
 * milliseconds since the epoch, `zone` a name such as `Europe/Berlin`. Throws an Error for an unknown zone.
 */
export function formatDate(time: number, format: string, zone = "UTC"): string {
  const offset = zoneOffset(time, zone);
  // The clock of the zone, read with the UTC methods.
  const date = new Date(time + offset);
  const two = (value: number) => String(value).padStart(2, "0");
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const dayOfYear = Math.round((midnight - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1;
  const hours = date.getUTCHours();
  const sign = offset < 0 ? "-" : "+";
  const [offsetHours, offsetMinutes] = [Math.floor(Math.abs(offset) / 3_600_000), (Math.abs(offset) / 60_000) % 60];
  const week = isoWeek(midnight);
  const month = NAMES.month[date.getUTCMonth()] ?? "";
  const day = NAMES.day[date.getUTCDay()] ?? "";
  const values: Record<string, string | number> = {
    YYYY: String(date.getUTCFullYear()).padStart(4, "0"),
    YY: two(date.getUTCFullYear() % 100),
    GGGG: week.year,
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: two(date.getUTCMonth() + 1),
    M: date.getUTCMonth() + 1,
    DDDD: String(dayOfYear).padStart(3, "0"),
    DDD: dayOfYear,
    DD: two(date.getUTCDate()),
    D: date.getUTCDate(),
    dddd: day,
    ddd: day.slice(0, 3),
    E: date.getUTCDay() || 7,
    WW: two(week.week),
    W: week.week,
    HH: two(hours),
    H: hours,
    hh: two(hours % 12 || 12),
    h: hours % 12 || 12,
    mm: two(date.getUTCMinutes()),
    m: date.getUTCMinutes(),
    ss: two(date.getUTCSeconds()),
    s: date.getUTCSeconds(),
    SSS: String(date.getUTCMilliseconds()).padStart(3, "0"),
    A: hours < 12 ? "AM" : "PM",
    a: hours < 12 ? "am" : "pm",
    X: Math.floor(time / 1000),
    x: time,
    ZZ: `${sign}${two(offsetHours)}${two(offsetMinutes)}`,
    Z: `${sign}${two(offsetHours)}:${two(offsetMinutes)}`,
  };
  return format.replace(
    /\[([^\]]*)\]|YYYY|YY|GGGG|M{1,4}|D{1,4}|d{3,4}|WW?|HH?|hh?|mm?|ss?|SSS|ZZ?|[AaXxE]/g,
    (token, literal?: string) => literal ?? String(values[token] ?? token),
  );
}

function zoneOffset(time: number, zone: string): number {
  let parts: Intl.DateTimeFormatPart[];
  try {
    parts = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    }).formatToParts(time);
  } catch {
    throw new Error(`"${zone}" is no time zone; it takes a name such as Europe/Berlin`);
  }
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return local - Math.floor(time / 1000) * 1000;
}

// ISO 8601: a week belongs to the year that its Thursday is in.
function isoWeek(midnight: number): { week: number; year: number } {
  const weekday = new Date(midnight).getUTCDay() || 7;
  const thursday = new Date(midnight + (4 - weekday) * DAY);
  const start = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return { year: thursday.getUTCFullYear(), week: Math.ceil(((thursday.getTime() - start) / DAY + 1) / 7) };
}
