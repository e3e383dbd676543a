/** The decimal digits that a double always holds. */
const digits = 15;

/** A number with `scale` decimals, rounded as MySQL rounds a DECIMAL: half away from zero. */
export function fixed(value: number | bigint, scale: number): string {
  if (typeof value === 'bigint') return withPoint(value * 10n ** BigInt(scale), scale);
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const whole = BigInt(mantissa!.replace('.', ''));
  const shift = Number(exponent) - (digits - 1) + scale;
  if (shift >= 0) return withPoint(whole * 10n ** BigInt(shift), scale);
  const unit = 10n ** BigInt(-shift);
  const half = whole < 0n ? -unit / 2n : unit / 2n;
  return withPoint((whole + half) / unit, scale);
}

function withPoint(scaled: bigint, scale: number): string {
  const text = String(scaled < 0n ? -scaled : scaled).padStart(scale + 1, '0');
  const sign = scaled < 0n ? '-' : '';
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}
