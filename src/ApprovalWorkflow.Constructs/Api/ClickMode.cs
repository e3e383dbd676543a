namespace ApprovalWorkflow.Api;

/// <summary>How a link in a mail decides.</summary>
public enum ClickMode
{
    /// <summary>
    /// The link opens a page, and a button there decides; so a mail scanner that opens links decides nothing.
    /// </summary>
    Review,

    /// <summary>Opening the link decides.</summary>
    OneClick,
}
