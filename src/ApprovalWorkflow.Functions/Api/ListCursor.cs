using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Api;

/// <summary>
/// Where a list continues: the place in each stream that has more to show, such as the requests of a status. For
/// callers it is opaque text, which they can forge, so all of it is checked.
/// </summary>
public static class ListCursor
{
    /// <summary>Characters: more than all streams need.</summary>
    private const int Limit = 1024;

    /// <summary>Answer to an invalid cursor.</summary>
    public static ApiResponse Refusal =>
        Answer.Message(400, "cursor: is not one of this list; leave it out to begin with the first page.");

    /// <summary>The text for the given places; a null place is the beginning.</summary>
    public static string Write(IReadOnlyDictionary<string, IndexPosition?> places) => Base64Url.EncodeToString(
        JsonSerializer.SerializeToUtf8Bytes(places, FunctionsJson.Default.IReadOnlyDictionaryStringIndexPosition));

    /// <summary>The places that a call asks for: those of its cursor, or the beginning of each stream.</summary>
    /// <returns>Null if the cursor was not written for these streams.</returns>
    public static IReadOnlyDictionary<string, IndexPosition?>? In(ApiRequest request, IReadOnlyList<string> streams) =>
        request.QueryParameter("cursor") is { } cursor
            ? Read(cursor, streams)
            : streams.ToDictionary(each => each, _ => (IndexPosition?)null);

    private static IReadOnlyDictionary<string, IndexPosition?>? Read(string text, IReadOnlyList<string> streams)
    {
        if (text.Length > Limit || !Base64Url.IsValid(text)) return null;
        try
        {
            var places = JsonSerializer.Deserialize(
                Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)),
                FunctionsJson.Default.IReadOnlyDictionaryStringIndexPosition);
            return places is { Count: > 0 }
                && places.All(place => streams.Contains(place.Key) && (place.Value is null || IsPlace(place.Value)))
                ? places
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsPlace(IndexPosition place) => Guid.TryParseExact(place.Id, "D", out _)
        && DateTime.TryParseExact(
            place.Time, Timestamps.Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
