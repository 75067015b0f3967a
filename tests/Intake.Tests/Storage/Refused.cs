using Azure;

namespace Intake.Tests.Storage;

/// <summary>Asserts that storage refuses.</summary>
internal static class Refused
{
    public static async Task<RequestFailedException> AsAsync(int status, string code, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(act);
        Assert.Equal((status, code), (refusal.Status, refusal.ErrorCode));
        return refusal;
    }

    public static async Task AsAsync(int status, Func<Task> act) =>
        Assert.Equal(status, (await Assert.ThrowsAnyAsync<RequestFailedException>(act)).Status);
}
