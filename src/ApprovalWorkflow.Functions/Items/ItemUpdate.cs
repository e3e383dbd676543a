using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Items;

/// <summary>
/// Builds an UpdateItem call. Every name is a placeholder, as many are reserved words
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html).
/// </summary>
public sealed class ItemUpdate(string id)
{
    private readonly List<string> _sets = [];
    private readonly List<string> _removes = [];
    private readonly List<string> _conditions = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, AttributeValue> _values = [];

    /// <summary>Requires that the item is there and has no such attribute.</summary>
    public ItemUpdate RequireWithout(string attribute) => Require(
        $"attribute_exists({Name(ItemAttributes.Id)}) AND attribute_not_exists({Name(attribute)})");

    public ItemUpdate RequireWithout(string map, string key) =>
        Require($"attribute_not_exists({Name(map)}.{Name(key)})");

    public ItemUpdate Require(string attribute, string value) => Require($"{Name(attribute)} = {Value(new(value))}");

    /// <param name="text">As it was read; null if the item did not have the attribute.</param>
    public ItemUpdate RequireUnchanged(string attribute, string? text) =>
        text is null ? Require($"attribute_not_exists({Name(attribute)})") : Require(attribute, text);

    /// <summary>
    /// Sets an attribute if it has not changed since it was read. It may also have the new text already, because the
    /// SDK repeats an update whose answer was lost. So nobody else may set the same text.
    /// </summary>
    public ItemUpdate Exchange(string attribute, string? before, string text)
    {
        var (name, value) = (Name(attribute), Value(new(text)));
        var unchanged = before is null ? $"attribute_not_exists({name})" : $"{name} = {Value(new(before))}";
        _sets.Add($"{name} = {value}");
        return Require($"({unchanged} OR {name} = {value})");
    }

    public ItemUpdate RequireAfter(string attribute, string text) => Require($"{Name(attribute)} > {Value(new(text))}");

    public ItemUpdate RequireCount(string map, int count) => Require($"size({Name(map)}) = {Number(count)}");

    public ItemUpdate RequireAtMost(string attribute, long number) => Require($"{Name(attribute)} <= {Number(number)}");

    public ItemUpdate RequireNoneOrAtMost(string attribute, long number) =>
        Require($"(attribute_not_exists({Name(attribute)}) OR {Name(attribute)} <= {Number(number)})");

    public ItemUpdate Set(string attribute, string text) => Set(attribute, new AttributeValue(text));

    public ItemUpdate Set(string attribute, long number) => Set(attribute, NumberOf(number));

    public ItemUpdate Increase(string attribute, long by)
    {
        _sets.Add($"{Name(attribute)} = {Name(attribute)} + {Number(by)}");
        return this;
    }

    public ItemUpdate Set(string attribute, AttributeValue value) => SetPath(Name(attribute), value);

    public ItemUpdate SetIn(string map, string key, AttributeValue value) => SetPath($"{Name(map)}.{Name(key)}", value);

    public ItemUpdate Remove(string attribute)
    {
        _removes.Add(Name(attribute));
        return this;
    }

    public ItemUpdate Append(string list, AttributeValue value)
    {
        _sets.Add($"{Name(list)} = list_append({Name(list)}, {Value(new() { L = [value] })})");
        return this;
    }

    /// <summary>The call. Its answer is the whole item.</summary>
    public UpdateItemRequest ToRequest(string tableName) => new()
    {
        TableName = tableName,
        Key = new() { [ItemAttributes.Id] = new(id) },
        UpdateExpression = Clause("SET", _sets) + Clause("REMOVE", _removes),
        ConditionExpression = string.Join(" AND ", _conditions),
        ExpressionAttributeNames = _names,
        ExpressionAttributeValues = _values,
        ReturnValues = ReturnValue.ALL_NEW,
    };

    private ItemUpdate Require(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    private static string Clause(string keyword, List<string> parts) =>
        parts.Count == 0 ? "" : $"{keyword} {string.Join(", ", parts)} ";

    private ItemUpdate SetPath(string path, AttributeValue value)
    {
        _sets.Add($"{path} = {Value(value)}");
        return this;
    }

    private string Number(long number) => Value(NumberOf(number));

    private static AttributeValue NumberOf(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    private string Value(AttributeValue value)
    {
        var placeholder = $":v{_values.Count}";
        _values[placeholder] = value;
        return placeholder;
    }

    private string Name(string name)
    {
        var known = _names.FirstOrDefault(each => each.Value == name).Key;
        if (known is not null) return known;
        var placeholder = $"#n{_names.Count}";
        _names[placeholder] = name;
        return placeholder;
    }
}
