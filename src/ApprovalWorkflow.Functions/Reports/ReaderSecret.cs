using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>A user of the database, as Secrets Manager and the Data API keep it.</summary>
public sealed record DatabaseUser(string Username, string Password);

/// <summary>The secret of the user that reports read as.</summary>
public sealed class ReaderSecret(IAmazonSecretsManager secrets, string secretArn)
{
    public async Task<DatabaseUser> ReadAsync()
    {
        var answer = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = secretArn });
        return JsonSerializer.Deserialize(answer.SecretString, FunctionsJson.Default.DatabaseUser)!;
    }
}
