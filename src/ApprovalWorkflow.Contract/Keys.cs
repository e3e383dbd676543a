namespace ApprovalWorkflow.Contract;

/// <summary>What the keys of the objects in the bucket of images begin with.</summary>
internal static class ImagePrefixes
{
    /// <summary>Frames. Cameras write here, and nowhere else.</summary>
    public const string Frames = "frames/";

    /// <summary>Copies of frames that requests show.</summary>
    public const string Asked = "asked/";

    /// <summary>One image of each known person.</summary>
    public const string People = "people/";

    public static IReadOnlyList<string> All { get; } = [Frames, Asked, People];

    /// <summary>What a request may show: whoever has one of its links sees the image.</summary>
    public static IReadOnlyList<string> OfRequests { get; } = [Frames, Asked];
}

/// <summary>Ids of items in the requests' table that are not requests.</summary>
internal static class MailKeys
{
    /// <summary>The prefix of items that say when an address can get its next mail.</summary>
    public const string Prefix = "mails-";
}

/// <summary>Ids of items in the requests' table that are not requests.</summary>
internal static class NoticeKeys
{
    /// <summary>The prefix of items that say what a channel has told of a request.</summary>
    public const string Prefix = "notice-";
}

/// <summary>The keys of objects in the bucket of reports, and ids in the reports' table.</summary>
internal static class ReportKeys
{
    /// <summary>The rows of a report on their way from the database to the page.</summary>
    public const string RunsPrefix = "runs/";

    public const string ReportsPrefix = "reports/";

    private const string ClaimPrefix = "latest-";

    /// <summary>The key of a report.</summary>
    public static string Of(string reportId) => $"{ReportsPrefix}{reportId}.html";

    /// <summary>The id of a requester's claim. This item prevents a second report while one is being made.</summary>
    /// <param name="requester">The user's <c>sub</c>.</param>
    public static string ClaimId(string requester) => ClaimPrefix + requester;
}
