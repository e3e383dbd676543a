using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// Puts an UpdateItem call together. Every name is a placeholder, as many of DynamoDB's reserved words are ours, too
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html).
/// </summary>
internal sealed class TableUpdate(string id)
{
    private readonly List<string> _sets = [];
    private readonly List<string> _conditions = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, AttributeValue> _values = [];

    /// <summary>The key of a request's item.</summary>
    public static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new(id) };

    /// <summary>Adds a condition, in DynamoDB's own words.</summary>
    public TableUpdate Require(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>Adds the condition that a map has no such key.</summary>
    public TableUpdate RequireNo(string map, string key) =>
        Require($"attribute_not_exists({Name(map)}.{Name(key)})");

    /// <summary>Gives the value of a placeholder in a condition.</summary>
    public TableUpdate Value(string placeholder, AttributeValue value)
    {
        _values[placeholder] = value;
        return this;
    }

    public TableUpdate Set(string attribute, string text) => Set(Name(attribute), new AttributeValue(text));

    /// <summary>Sets one entry of a map.</summary>
    public TableUpdate SetIn(string map, string key, AttributeValue value) => Set($"{Name(map)}.{Name(key)}", value);

    /// <summary>Adds an event to the request's history.</summary>
    public TableUpdate Happened(RequestEvent happened)
    {
        _sets.Add($"{Name("history")} = list_append({Name("history")}, {Placeholder(ApprovalItem.From(happened))})");
        return this;
    }

    /// <summary>The call. Its answer is the whole item.</summary>
    public UpdateItemRequest ToRequest(string tableName) => new()
    {
        TableName = tableName,
        Key = Key(id),
        UpdateExpression = "SET " + string.Join(", ", _sets),
        ConditionExpression = string.Join(" AND ", _conditions),
        ExpressionAttributeNames = _names,
        ExpressionAttributeValues = _values,
        ReturnValues = ReturnValue.ALL_NEW,
    };

    private TableUpdate Set(string path, AttributeValue value)
    {
        _sets.Add($"{path} = {Placeholder(value)}");
        return this;
    }

    private string Placeholder(AttributeValue value)
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
