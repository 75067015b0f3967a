using System.Text;
using Intake.Handoffs;
using Microsoft.AspNetCore.Http;

namespace Intake.Tests.Handoffs;

public sealed class AnswerFormTests
{
    [Theory]
    [InlineData("application/json", "{\"do\":\"accept\"}")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "do=accept")]
    [InlineData("multipart/form-data", "do=accept")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition")]
    [InlineData("application/x-www-form-urlencoded", "do=accept", 9_000)]
    [InlineData("application/x-www-form-urlencoded", "do=accept&a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q")]
    public async Task What_cannot_be_read_is_no_answer(string type, string body, int padding = 0)
    {
        Assert.Equal(new AnswerForm(null, null, null), await ReadAsync(type, body + (padding > 0 ? "&x=" + new string('x', padding) : "")));
    }

    [Fact]
    public async Task A_form_is_read() => Assert.Equal(
        new AnswerForm("reject", "no-timing", "2026-12-01"),
        await ReadAsync("application/x-www-form-urlencoded", "do=reject&reason=no-timing&until=2026-12-01"));

    private static Task<AnswerForm> ReadAsync(string type, string body)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.ContentType = type;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return AnswerForm.ReadAsync(request, TestContext.Current.CancellationToken);
    }
}
