namespace ApprovalWorkflow.Functions.Faces;

/// <summary>A face that a function decides to ask about.</summary>
/// <param name="Number">Of two similar faces, the one with the lower number goes first.</param>
/// <param name="TakenAt">When the face got its turn. By then it was in its collection.</param>
/// <param name="Until">When the function has ended.</param>
public sealed record AskingTurn(long Number, DateTimeOffset TakenAt, DateTimeOffset Until);

/// <summary>
/// The faces that functions decide to ask about, in turn. All turns are in one item, so each function that takes a turn
/// knows the earlier ones.
/// </summary>
/// <param name="Changes">How often the turns were changed.</param>
/// <param name="Turns">By the face's id.</param>
public sealed record AskingTurns(long Changes, IReadOnlyDictionary<string, AskingTurn> Turns)
{
    public const string ItsId = "asking-turns";

    public static AskingTurns None { get; } = new(0, new Dictionary<string, AskingTurn>());

    public string Id { get; } = ItsId;

    public string Kind { get; } = "turns";

    /// <summary>
    /// With a turn for a face. If it has one already, that keeps its number, because other faces wait for it.
    /// </summary>
    public AskingTurns With(string faceId, DateTimeOffset now, DateTimeOffset until)
    {
        var live = Live(now);
        var number = live.GetValueOrDefault(faceId)?.Number ?? Changes + 1;
        live[faceId] = new(number, now, until);
        return new(Changes + 1, live);
    }

    public AskingTurns Without(string faceId, DateTimeOffset now)
    {
        var live = Live(now);
        live.Remove(faceId);
        return new(Changes + 1, live);
    }

    /// <summary>The turns before a face's own; all of them if it has none.</summary>
    public IReadOnlyDictionary<string, AskingTurn> Before(string faceId, DateTimeOffset now)
    {
        var live = Live(now);
        var own = live.GetValueOrDefault(faceId)?.Number ?? long.MaxValue;
        return live.Where(each => each.Value.Number < own).ToDictionary();
    }

    private Dictionary<string, AskingTurn> Live(DateTimeOffset now) =>
        Turns.Where(each => each.Value.Until > now).ToDictionary();
}
