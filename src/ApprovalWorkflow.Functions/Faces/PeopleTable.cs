using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>Known people, and strangers who have a request or were rejected a short time ago.</summary>
public sealed class PeopleTable(ItemTable table)
{
    private const string Kind = "kind";
    private const string DetectedAt = "detectedAt";
    private const string MailClaim = "mailClaim";
    private const string MailUntil = "mailUntil";

    public async Task<Person?> FindPersonAsync(string id) =>
        await table.FindAsync(id) is { } item && item[Kind].S == Person.ItsKind ? PersonOf(item) : null;

    /// <summary>All known people, the newest first.</summary>
    public async Task<IReadOnlyList<Person>> ListPeopleAsync()
    {
        var people = await table.ScanAsync(Kind, Person.ItsKind);
        return [.. people.Select(PersonOf).OrderByDescending(person => person.AddedAt, StringComparer.Ordinal)];
    }

    public Task PutAsync(Person person) => table.PutAsync(ItemJson.From(person, FunctionsJson.Default.Person));

    /// <summary>
    /// Notes that faces are in use before they are added to a collection, where faces without an owner are deleted.
    /// </summary>
    public Task NoteInUseAsync(string externalImageId, DateTimeOffset until) =>
        table.PutAsync(ItemJson.From(new FacesInUse(externalImageId, until), FunctionsJson.Default.FacesInUse));

    /// <summary>Whether a face belongs to a person, or is in use.</summary>
    public async Task<bool> HasOwnerAsync(StoredFace face, DateTimeOffset now) =>
        await table.FindAsync(face.ExternalImageId) is { } item
        && (item[Kind].S == Person.ItsKind
            ? PersonOf(item).FaceId == face.FaceId
            : ItemJson.To(item, FunctionsJson.Default.FacesInUse).PurgeAt > now);

    /// <returns>False if there is no such person.</returns>
    public Task<bool> RenameAsync(string id, string name) => TryUpdateAsync(UpdateOf(id).Set("name", name));

    /// <summary>Lets one function send the mail about a person.</summary>
    /// <param name="claim">Unique to this try of the function.</param>
    /// <returns>False if another function claimed it since the person was read.</returns>
    public Task<bool> TryClaimMailAsync(Person person, string claim, DateTimeOffset until) => TryUpdateAsync(
        UpdateOf(person.Id)
            .RequireUnchanged(DetectedAt, person.DetectedAt)
            .Exchange(MailClaim, person.MailClaim, claim)
            .Set(MailUntil, Timestamps.From(until)));

    /// <param name="sentAt">Null if the mail failed.</param>
    public Task<bool> EndMailAsync(string id, string claim, DateTimeOffset? sentAt)
    {
        var update = UpdateOf(id).Require(MailClaim, claim).Remove(MailClaim).Remove(MailUntil);
        return TryUpdateAsync(sentAt is { } at ? update.Set(DetectedAt, Timestamps.From(at)) : update);
    }

    public async Task<Stranger?> FindStrangerAsync(string faceId) =>
        await table.FindAsync(Stranger.IdOf(faceId)) is { } item
            ? ItemJson.To(item, FunctionsJson.Default.Stranger)
            : null;

    public Task PutAsync(Stranger stranger) => table.PutAsync(ItemJson.From(stranger, FunctionsJson.Default.Stranger));

    public async Task<AskingTurns> TurnsAsync() =>
        await table.FindAsync(AskingTurns.ItsId) is { } item
            ? ItemJson.To(item, FunctionsJson.Default.AskingTurns)
            : AskingTurns.None;

    /// <summary>Changes the turns, even if other functions do so at the same time.</summary>
    public async Task<AskingTurns> ChangeTurnsAsync(Func<AskingTurns, AskingTurns> change)
    {
        while (true)
        {
            var turns = change(await TurnsAsync());
            if (await TryPutAsync(turns)) return turns;
        }
    }

    public Task DeletePersonAsync(string id) => table.DeleteAsync(id);

    public Task DeleteStrangerAsync(string faceId) => table.DeleteAsync(Stranger.IdOf(faceId));

    /// <returns>False if the turns were changed since they were read.</returns>
    private Task<bool> TryPutAsync(AskingTurns turns) => table.TryPutAsync(
        ItemJson.From(turns, FunctionsJson.Default.AskingTurns),
        $"attribute_not_exists({ItemAttributes.Id}) OR changes = :before",
        new() { [":before"] = new() { N = $"{turns.Changes - 1}" } });

    private static Person PersonOf(Item item) => ItemJson.To(item, FunctionsJson.Default.Person);

    private static ItemUpdate UpdateOf(string id) => new ItemUpdate(id).Require(Kind, Person.ItsKind);

    private async Task<bool> TryUpdateAsync(ItemUpdate update) => await table.TryUpdateAsync(update) is not null;
}
