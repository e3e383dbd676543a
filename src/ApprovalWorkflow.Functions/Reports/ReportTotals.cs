using System.Globalization;
using System.Numerics;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>
/// Adds up columns of numbers of any size exactly: for each group, and for all rows. Nulls are skipped.
/// </summary>
/// <param name="columns">The indexes of the columns to add up.</param>
internal sealed class ReportTotals(IReadOnlyList<int> columns)
{
    private readonly Dictionary<int, Sum> _group = columns.ToDictionary(column => column, _ => new Sum());
    private readonly Dictionary<int, Sum> _all = columns.ToDictionary(column => column, _ => new Sum());

    /// <exception cref="ReportSettingsException">A value is not a number.</exception>
    public void Add(JsonElement row, IReadOnlyList<string> names)
    {
        foreach (var column in columns)
        {
            var cell = row[column];
            if (cell.ValueKind == JsonValueKind.Null) continue;
            var number = cell.ValueKind switch
            {
                JsonValueKind.Number => cell.GetRawText(),
                // For yes and no, the total is the number of yes.
                JsonValueKind.True => "1",
                JsonValueKind.False => "0",
                _ => throw new ReportSettingsException("report:totals",
                    $"names the column {names[column]}, which has values that are no numbers; leave it out."),
            };
            _group[column].Add(number);
            _all[column].Add(number);
        }
    }

    /// <summary>Returns the totals of the current group by column, and begins the next group.</summary>
    public IReadOnlyDictionary<int, string> EndGroup()
    {
        var totals = Texts(_group);
        foreach (var column in columns) _group[column] = new Sum();
        return totals;
    }

    public IReadOnlyDictionary<int, string> OfAll() => Texts(_all);

    private static Dictionary<int, string> Texts(Dictionary<int, Sum> sums) =>
        sums.ToDictionary(sum => sum.Key, sum => sum.Value.ToString());

    /// <summary>A whole number and its scale: MySQL's decimals have up to 65 digits, .NET's 28.</summary>
    private sealed class Sum
    {
        private BigInteger _digits;
        private int _scale;

        public void Add(string number)
        {
            // A double in JSON may have an exponent. MySQL's are at most 308.
            var parts = number.Split('E', 'e');
            var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
            var point = parts[0].IndexOf('.', StringComparison.Ordinal);
            var scale = (point < 0 ? 0 : parts[0].Length - point - 1) - exponent;
            var digits = BigInteger.Parse(
                parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            if (scale < 0) (digits, scale) = (digits * BigInteger.Pow(10, -scale), 0);
            var common = Math.Max(scale, _scale);
            _digits = (_digits * BigInteger.Pow(10, common - _scale)) + (digits * BigInteger.Pow(10, common - scale));
            _scale = common;
        }

        public override string ToString()
        {
            var sign = _digits.Sign < 0 ? "-" : "";
            var digits = BigInteger.Abs(_digits).ToString(CultureInfo.InvariantCulture).PadLeft(_scale + 1, '0');
            return _scale == 0 ? sign + digits : $"{sign}{digits[..^_scale]}.{digits[^_scale..]}";
        }
    }
}
