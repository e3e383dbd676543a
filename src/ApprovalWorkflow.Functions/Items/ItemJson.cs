using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Items;

/// <summary>
/// Items as the JSON of records, member by member. Numbers keep their digits, empty maps and lists are stored, nulls
/// are left out.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
/// </remarks>
public static class ItemJson
{
    public static Item From<T>(T record, JsonTypeInfo<T> type) =>
        Attribute(JsonSerializer.SerializeToElement(record, type)).M;

    /// <summary>The record that an item holds. Attributes that the record does not have are passed over.</summary>
    public static T To<T>(Item item, JsonTypeInfo<T> type)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json)) WriteMap(writer, item);
        return JsonSerializer.Deserialize(json.WrittenSpan, type)!;
    }

    private static AttributeValue Attribute(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new()
        {
            M = json.EnumerateObject().ToDictionary(member => member.Name, member => Attribute(member.Value)),
            IsMSet = true,
        },
        JsonValueKind.Array => new() { L = [.. json.EnumerateArray().Select(Attribute)], IsLSet = true },
        JsonValueKind.Number => new() { N = json.GetRawText() },
        JsonValueKind.True or JsonValueKind.False => new() { BOOL = json.GetBoolean() },
        _ => new(json.GetString()),
    };

    private static void WriteMap(Utf8JsonWriter json, Item map)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AttributeValue value)
    {
        if (value.S is { } text) json.WriteStringValue(text);
        else if (value.N is { } number) json.WriteRawValue(number);
        else if (value.BOOL is { } flag) json.WriteBooleanValue(flag);
        else if (value.M is { } map) WriteMap(json, map);
        else
        {
            json.WriteStartArray();
            foreach (var each in value.L ?? []) Write(json, each);
            json.WriteEndArray();
        }
    }
}
