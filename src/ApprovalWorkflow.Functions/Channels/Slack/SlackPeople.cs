using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Channels.Slack;

/// <summary>
/// The members of the app's own workspace. Other workspaces can share a channel with it, and whoever runs one of those
/// decides which address its members have.
/// </summary>
public sealed class SlackPeople(SlackApi slack)
{
    private SlackTeam? _team;

    public async Task<SlackTeam> OwnTeamAsync() => _team ??= await slack.OwnTeamAsync();

    /// <returns>The id of the member with this verified address; null if there is none.</returns>
    public async Task<string?> FindAsync(string email) =>
        await slack.FindUserAsync(email) is { } user && VerifiedEmail(user, await OwnTeamAsync()) == email
            ? user.Id
            : null;

    /// <returns>The member's verified address; null if they have none, or are no member.</returns>
    public async Task<string?> EmailOfAsync(string userId)
    {
        var user = slack.GetUserAsync(userId);
        var team = await OwnTeamAsync();
        return VerifiedEmail(await user, team);
    }

    private static string? VerifiedEmail(SlackUser user, SlackTeam team)
    {
        var isMember = (team.TeamId is { } own && user.TeamId == own)
            || (team.EnterpriseId is { } organization && user.EnterpriseUser?.EnterpriseId == organization);
        return isMember && user is { Deleted: false, IsBot: false, IsEmailConfirmed: true }
            && user.Profile?.Email is { Length: > 0 } email
                ? EmailAddress.Normalize(email)
                : null;
    }
}
