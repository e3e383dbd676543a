namespace ApprovalWorkflow;

/// <summary>What a link in a mail does.</summary>
public enum ClickMode
{
    /// <summary>The link opens a page with buttons, so a mail scanner that opens links decides nothing.</summary>
    Review,

    /// <summary>Opening the link decides.</summary>
    OneClick,
}
