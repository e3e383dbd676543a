using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Slack;

/// <summary>Slack answered that it does not do it. Others may still be told.</summary>
/// <param name="code">Slack's name of the error, such as <c>channel_not_found</c>.</param>
public sealed class SlackRefusedException(string method, string code, string? needed)
    : ChannelException($"{method} answered {code}{(needed is null ? "" : $"; the app needs the scope {needed}")}")
{
    public string Code => code;
}

/// <summary>Names a message: its channel, and its time in it.</summary>
public sealed record SlackPlace(string Channel, string Ts)
{
    public static SlackPlace Parse(string text) => text.Split(' ') is [var channel, var ts]
        ? new(channel, ts)
        : throw new FormatException($"{text} names no message.");

    public override string ToString() => $"{Channel} {Ts}";
}

/// <summary>The calls of Slack's Web API.</summary>
/// <remarks>https://docs.slack.dev/apis/web-api/, https://docs.slack.dev/apis/web-api/rate-limits</remarks>
/// <param name="http">With the API's address, and a time-out for each try.</param>
/// <param name="pause">Waits until the next try. Null if somebody waits for the answer: then there is one try.</param>
public sealed class SlackApi(HttpClient http, CachedSecret<SlackSecret> secret, Func<TimeSpan, Task>? pause)
{
    /// <summary>Where the API is, unless <see cref="Variables.SlackApiUrl"/> says otherwise.</summary>
    public const string Address = "https://slack.com/api/";

    private const int MostTries = 3;

    /// <summary>If Slack asks for more patience, Lambda's own retry is the better one.</summary>
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(10);

    /// <summary>The workspace that the app is installed in.</summary>
    public Task<SlackTeam> OwnTeamAsync() => CallAsync("auth.test", Form(), SlackJson.Default.SlackTeam);

    /// <returns>Null if nobody in the workspace has the address.</returns>
    public async Task<SlackUser?> FindUserAsync(string email)
    {
        try
        {
            var found = await CallAsync(
                "users.lookupByEmail", Form(("email", email)), SlackJson.Default.SlackFoundUser);
            return found.User;
        }
        catch (SlackRefusedException error) when (error.Code == "users_not_found")
        {
            return null;
        }
    }

    public async Task<SlackUser> GetUserAsync(string id) =>
        (await CallAsync("users.info", Form(("user", id)), SlackJson.Default.SlackFoundUser)).User!;

    /// <param name="channel">A channel's id, or a user's for a direct message.</param>
    /// <param name="thread">The message that it answers; null for none.</param>
    /// <param name="toAll">Whether the answer is shown in the channel, too.</param>
    /// <returns>Where the message is now.</returns>
    public async Task<SlackPlace> PostAsync(
        string channel, SlackMessage message, string? thread = null, bool toAll = false)
    {
        var body = message.To(channel);
        // Previews would load addresses that others wrote.
        body["unfurl_links"] = false;
        body["unfurl_media"] = false;
        if (thread is not null) body["thread_ts"] = thread;
        if (toAll) body["reply_broadcast"] = true;
        var posted = await CallAsync("chat.postMessage", Json(body), SlackJson.Default.SlackPosted);
        return new SlackPlace(posted.Channel!, posted.Ts!);
    }

    public Task UpdateAsync(SlackPlace place, SlackMessage message)
    {
        var body = message.To(place.Channel);
        body["ts"] = place.Ts;
        return CallAsync("chat.update", Json(body), SlackJson.Default.SlackAnswer);
    }

    /// <param name="triggerId">Of the button that was pressed. It is valid for 3 seconds.</param>
    public Task OpenAsync(string triggerId, JsonObject view) => CallAsync(
        "views.open",
        Json(new JsonObject { ["trigger_id"] = triggerId, ["view"] = view }),
        SlackJson.Default.SlackAnswer);

    /// <exception cref="ChannelException">Slack cannot be reached, or is busy.</exception>
    /// <exception cref="SlackRefusedException">Slack refuses this call.</exception>
    private async Task<T> CallAsync<T>(string method, Func<HttpContent> body, JsonTypeInfo<T> type)
        where T : SlackAnswer
    {
        var token = (await secret.ReadAsync()).BotToken;
        for (var tries = 1; ; tries++)
        {
            var (answer, failure, wait) = await TryAsync(method, token, body(), type);
            if (answer is { Ok: true }) return answer;
            if (answer is not null)
                throw new SlackRefusedException(method, ForeignText.Cut(answer.Error ?? "no error", 60), answer.Needed);
            var until = wait ?? TimeSpan.FromSeconds(tries);
            if (pause is null || tries == MostTries || until > _longestPause) throw failure!;
            await pause(until);
        }
    }

    /// <summary>Slack's answer, or the failure, and how long Slack wants to be left alone.</summary>
    private async Task<(T? Answer, ChannelException? Failure, TimeSpan? Wait)> TryAsync<T>(
        string method, string token, HttpContent body, JsonTypeInfo<T> type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = body };
        request.Headers.Authorization = new("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request);
            return response.StatusCode == HttpStatusCode.OK
                ? (await response.Content.ReadFromJsonAsync(type) ?? throw new JsonException(), null, null)
                : (default, new($"answered {(int)response.StatusCode}"), response.Headers.RetryAfter?.Delta);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or JsonException)
        {
            return (default, new("does not answer", error), null);
        }
    }

    private static Func<HttpContent> Json(JsonObject body)
    {
        var text = body.ToJsonString();
        return () => new StringContent(text, Encoding.UTF8, "application/json");
    }

    /// <summary>The methods that read take no JSON.</summary>
    private static Func<HttpContent> Form(params (string Name, string Value)[] fields) =>
        () => new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
