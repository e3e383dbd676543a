using System.Net.Http.Json;
using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>The API as the review page calls it.</summary>
internal static class ReviewApi
{
    private static readonly HttpClient _http = new();

    /// <param name="query">Such as what the page says once a person has used it.</param>
    public static async Task<JsonElement> ViewAsync(LocalStack stack, Mail mail, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{stack.Api}/requests/{mail.RequestId}{query}");
        request.Headers.Add("x-approval-key", mail.Key);
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<(int Status, string Body)> DecideAsync(
        LocalStack stack, Mail mail, string decision, string comment = "", object? fields = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{stack.Api}/requests/{mail.RequestId}/decision");
        request.Headers.Add("x-approval-key", mail.Key);
        request.Content = JsonContent.Create(
            fields is null ? new { decision, comment } : (object)new { decision, comment, fields });
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
