using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.Sqlite
{
    /// <inheritdoc />
    public partial class Inbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "AcknowledgedAt",
                table: "contact_logs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AnswerIn",
                table: "contact_logs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "AssignedName",
                table: "contact_logs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "AssignedTo",
                table: "contact_logs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Category",
                table: "contact_logs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "contact_logs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Email",
                table: "contact_logs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstAnswerAt",
                table: "contact_logs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FirstPromisedOn",
                table: "contact_logs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsRequest",
                table: "contact_logs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsRestricted",
                table: "contact_logs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "LastFromCustomer",
                table: "contact_logs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "LastWords",
                table: "contact_logs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Level",
                table: "contact_logs",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "FirstContact");

            migrationBuilder.AddColumn<string>(
                name: "OmbudsmanReference",
                table: "contact_logs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Outcome",
                table: "contact_logs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Priority",
                table: "contact_logs",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Normal");

            migrationBuilder.AddColumn<DateTime>(
                name: "ResolvedAt",
                table: "contact_logs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Said",
                table: "contact_logs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TypeLabel",
                table: "contact_logs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "contact_logs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "WrittenBy",
                table: "contact_logs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "public_holidays",
                columns: table => new
                {
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_public_holidays", x => x.On);
                });

            migrationBuilder.CreateIndex(
                name: "IX_contact_logs_AssignedTo_Status",
                table: "contact_logs",
                columns: new[] { "AssignedTo", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_contact_logs_Status_PromisedOn",
                table: "contact_logs",
                columns: new[] { "Status", "PromisedOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "public_holidays");

            migrationBuilder.DropIndex(
                name: "IX_contact_logs_AssignedTo_Status",
                table: "contact_logs");

            migrationBuilder.DropIndex(
                name: "IX_contact_logs_Status_PromisedOn",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "AcknowledgedAt",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "AnswerIn",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "AssignedName",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "AssignedTo",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "Category",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "Email",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "FirstAnswerAt",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "FirstPromisedOn",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "IsRequest",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "IsRestricted",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "LastFromCustomer",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "LastWords",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "Level",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "OmbudsmanReference",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "Priority",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "ResolvedAt",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "Said",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "TypeLabel",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "WrittenBy",
                table: "contact_logs");
        }
    }
}
